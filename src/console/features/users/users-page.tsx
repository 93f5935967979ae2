import { useMemo, useState } from 'react';
import { PlusOutlined, UserOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/permissions.js';
import type { User } from '../../api/admin-types.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Instant } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { UserDialog } from './user-dialog.js';
import { UserStatusButton } from './user-status-button.js';

const fields = [] as const;

export function UsersPage() {
  const { t } = useTranslation();
  const me = useUser();
  const list = useList<User>('/users', fields);
  const [editing, setEditing] = useState<User | 'new' | null>(null);
  const canChange = may(me, 'users.change');
  const columns = useMemo<TableColumnsType<User>>(
    () => [
      {
        title: t('users.displayName'),
        render: (_, u) => (
          <>
            {u.displayName}
            <span className="cell-sub mono">{u.username}</span>
          </>
        ),
      },
      {
        title: t('users.roles'),
        render: (_, u) => u.roles.map((role) => t(`terms.role.${role}`)).join(t('common.listSeparator')),
      },
      { title: t('users.branch'), dataIndex: 'branch' },
      { title: t('users.status'), render: (_, u) => <StatusTag table="userStatus" value={u.status} /> },
      { title: t('users.createdAt'), render: (_, u) => <Instant value={u.createdAt} /> },
      ...(canChange
        ? [
            {
              title: t('users.actions'),
              render: (_: unknown, u: User) => (
                <span className="row">
                  <Button
                    size="small"
                    onClick={() => setEditing(u)}
                    aria-label={t('users.editOf', { name: u.displayName })}
                  >
                    {t('users.edit')}
                  </Button>
                  {u.username === me.username ? null : <UserStatusButton user={u} />}
                </span>
              ),
            },
          ]
        : []),
    ],
    [t, canChange, me.username],
  );
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      {t('users.create')}
    </Button>
  );
  return (
    <Page title={t('layout.nav.users')} actions={canChange ? create : null}>
      <ListView<User>
        list={list}
        label={t('layout.nav.users')}
        columns={columns}
        rowKey={(u) => u.id}
        empty={
          <Notice icon={<UserOutlined />} title={t('users.empty.title')} text={t('users.empty.text')}>
            {canChange ? create : null}
          </Notice>
        }
      />
      {editing ? (
        <UserDialog user={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
    </Page>
  );
}
