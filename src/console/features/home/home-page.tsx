import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/permissions.js';
import { Page } from '../../components/page.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { useFormat } from '../../i18n/use-format.js';
import { TaskFiguresRow } from '../tasks/task-figures.js';
import { useUser } from '../session/use-session.js';
import { AlertFigures } from './alert-figures.js';
import { AdministratorHome } from './administrator-home.js';
import { TellerHome } from './teller-home.js';
import { useHome } from './use-home.js';
import './home.css';

/** What the day asks of this person, by role. */
export function HomePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const user = useUser();
  const home = useHome();
  const day = home.data?.asOf;
  return (
    <Page
      title={t('home.greeting', { name: user.displayName })}
      subtitle={day ? `${format.day(day)} ${format.weekday(day)}` : undefined}
    >
      {home.isPending ? (
        <Skeleton active paragraph={{ rows: 6 }} />
      ) : home.error ? (
        <ProblemPanel error={home.error} onRetry={() => void home.refetch()} />
      ) : may(user, 'alerts') ? (
        <>
          <AlertFigures home={home.data} />
          <TaskFiguresRow />
        </>
      ) : may(user, 'customers') ? (
        <TellerHome home={home.data} />
      ) : (
        <AdministratorHome home={home.data} />
      )}
    </Page>
  );
}
