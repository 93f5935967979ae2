import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { queryClient } from './app/query-client.js';
import { sessionQuery } from './features/session/use-session.js';
import { startI18n } from './i18n/index.js';
import './app/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// On its way while the texts and the page arrive.
void queryClient.prefetchQuery(sessionQuery);
await startI18n();
createRoot(root).render(<App />);
