import { useLayoutEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import './page.css';

export interface PageProps {
  title: string;
  /** The page above this one. */
  parent?: { title: string; to: string };
  subtitle?: ReactNode;
  /** Short facts beside the title, such as a status. */
  aside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** The heading is for screen readers and the tab only. */
  quiet?: boolean;
}

/** The frame of every page: its name in the tab and as the one heading of first order, and its actions. */
export function Page(props: PageProps) {
  const { t } = useTranslation();
  // Before it is painted: the tab and the heading never name two pages.
  useLayoutEffect(() => {
    document.title = `${props.title} · ${t('common.product')}`;
  }, [props.title, t]);
  return (
    <div className="page">
      <header className={props.quiet ? 'visually-hidden' : 'page-header'}>
        <div className="page-heading">
          {props.parent ? (
            <nav aria-label={t('layout.breadcrumb')} className="page-parent">
              <Link to={props.parent.to}>{props.parent.title}</Link>
              <span aria-hidden="true"> /</span>
            </nav>
          ) : null}
          <div className="page-title-row">
            <h1>{props.title}</h1>
            {props.aside}
          </div>
          {props.subtitle ? <p className="page-subtitle">{props.subtitle}</p> : null}
        </div>
        {props.actions ? <div className="page-actions">{props.actions}</div> : null}
      </header>
      {props.children}
    </div>
  );
}
