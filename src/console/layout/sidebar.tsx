import { useTranslation } from 'react-i18next';
import { Link, NavLink } from 'react-router';
import { may } from '../app/permissions.js';
import type { SessionUser } from '../api/types.js';
import { Logo } from './logo.js';
import { navigation } from './navigation.js';

/** The sections this person may open. */
export function Sidebar({ user }: { user: SessionUser }) {
  const { t } = useTranslation();
  const groups = navigation
    .map((group) => ({
      ...group,
      items: group.items.filter((item) => !item.capability || may(user, item.capability)),
    }))
    .filter((group) => group.items.length > 0);
  return (
    <div className="sidebar">
      <div className="sidebar-inner">
        <Link to="/" className="sidebar-logo" aria-label={t('common.product')}>
          <Logo />
        </Link>
        <nav aria-label={t('layout.navigation')}>
          {groups.map((group) => (
            <div key={group.name ?? 'main'} className="nav-group">
              {group.name ? <p className="nav-group-name">{t(`layout.group.${group.name}`)}</p> : null}
              <ul>
                {group.items.map((item) => (
                  <li key={item.to}>
                    <NavLink
                      to={item.to}
                      end={item.to === '/'}
                      className="nav-link"
                      title={t(`layout.nav.${item.name}`)}
                    >
                      <span className="nav-icon" aria-hidden="true">
                        {item.icon}
                      </span>
                      <span className="nav-text">{t(`layout.nav.${item.name}`)}</span>
                    </NavLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
    </div>
  );
}
