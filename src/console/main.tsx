import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { startI18n } from './i18n/index.js';
import './app/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startI18n();
createRoot(root).render(<App />);
