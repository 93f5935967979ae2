import { PlusOutlined, TeamOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Home } from '../../api/home-types.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { TaskFiguresRow } from '../tasks/task-figures.js';
import { Figure } from './figure.js';
import { PendingCustomers } from './pending-customers.js';

/** A teller's day: the customers of the branch and what is missing of them. */
export function TellerHome({ home }: { home: Home | undefined }) {
  const { t } = useTranslation();
  const customers = home?.customers;
  return (
    <>
      {customers ? (
        <div className="figures">
          <Figure name={t('home.customers')} value={customers.total} to="/customers" />
          <Figure
            name={t('home.pendingCustomers')}
            value={customers.pending}
            to="/customers?status=pending"
            tone="warning"
          />
          <Figure
            name={t('home.restrictedCustomers')}
            value={customers.restricted}
            to="/customers?status=restricted"
            tone="warning"
          />
        </div>
      ) : null}
      <TaskFiguresRow />
      <Panel>
        <Notice icon={<TeamOutlined />} title={t('home.teller.title')} text={t('home.teller.text')}>
          <Link to="/customers/new">
            <Button type="primary" icon={<PlusOutlined />}>
              {t('customers.create.title')}
            </Button>
          </Link>
          <Link to="/customers">
            <Button>{t('home.teller.find')}</Button>
          </Link>
        </Notice>
      </Panel>
      <PendingCustomers />
    </>
  );
}
