import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, useNavigate, useNavigation } from 'react-router';
import { may } from '../app/permissions.js';
import { useUser } from '../features/session/use-session.js';
import { useHotkeys, type Hotkeys } from './hotkeys.js';
import { navigation } from './navigation.js';
import { ShortcutsDialog } from './shortcuts-dialog.js';
import { Sidebar } from './sidebar.js';
import { TopBar } from './top-bar.js';
import './layout.css';

/** The first search field of the page, else that of the top bar. */
function focusSearch(): void {
  const field =
    document.querySelector<HTMLInputElement>('main input[type="search"]') ??
    document.querySelector<HTMLInputElement>('header input[type="search"]');
  field?.focus();
  field?.select();
}

export function AppLayout() {
  const { t } = useTranslation();
  const user = useUser();
  const navigate = useNavigate();
  const busy = useNavigation().state === 'loading';
  const [help, setHelp] = useState(false);
  const hotkeys = useMemo(() => {
    const keys: Hotkeys = { '/': focusSearch, '?': () => setHelp(true) };
    for (const item of navigation.flatMap((group) => group.items)) {
      if (!item.capability || may(user, item.capability)) {
        keys[`g ${item.shortcut}`] = () => void navigate(item.to);
      }
    }
    return keys;
  }, [user, navigate]);
  useHotkeys(hotkeys);
  return (
    <div className="layout">
      <a className="skip-link" href="#content">
        {t('layout.skip')}
      </a>
      <Sidebar user={user} />
      <div className="layout-main">
        <TopBar user={user} onHelp={() => setHelp(true)} />
        <div className={busy ? 'loading-line loading-line-on' : 'loading-line'} aria-hidden="true" />
        <main id="content" className="layout-content" tabIndex={-1} aria-busy={busy}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <ShortcutsDialog user={user} open={help} onClose={() => setHelp(false)} />
    </div>
  );
}
