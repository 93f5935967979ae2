import { useMemo, useState } from 'react';
import { ApartmentOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/permissions.js';
import type { Branch } from '../../api/admin-types.js';
import { CountryName } from '../../components/country-name.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { useList } from '../../components/use-list.js';
import { Missing } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { BranchDialog } from './branch-dialog.js';

const fields = [] as const;

export function BranchesPage() {
  const { t } = useTranslation();
  const user = useUser();
  const list = useList<Branch>('/branches', fields);
  const [creating, setCreating] = useState(false);
  const columns = useMemo<TableColumnsType<Branch>>(
    () => [
      { title: t('branches.code'), render: (_, b) => <span className="mono">{b.code}</span> },
      { title: t('branches.name'), dataIndex: 'name' },
      {
        title: t('branches.parent'),
        render: (_, b) => (b.parent ? <span className="mono">{b.parent}</span> : <Missing />),
      },
      { title: t('branches.country'), render: (_, b) => <CountryName code={b.country} /> },
    ],
    [t],
  );
  const create = may(user, 'users.change') ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t('branches.create')}
    </Button>
  ) : null;
  return (
    <Page title={t('layout.nav.branches')} actions={create}>
      <ListView<Branch>
        list={list}
        label={t('layout.nav.branches')}
        columns={columns}
        rowKey={(b) => b.code}
        empty={
          <Notice
            icon={<ApartmentOutlined />}
            title={t('branches.empty.title')}
            text={t('branches.empty.text')}
          >
            {create}
          </Notice>
        }
      />
      {creating ? <BranchDialog onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
