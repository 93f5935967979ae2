import { useMemo, useState } from 'react';
import { KeyOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/permissions.js';
import type { ApiKey } from '../../api/admin-types.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Tag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Day, Instant, Term } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { ApiKeyDialog } from './api-key-dialog.js';
import { RevokeButton } from './revoke-button.js';

const fields = [] as const;

export function ApiKeysPage() {
  const { t } = useTranslation();
  const user = useUser();
  const list = useList<ApiKey>('/api-keys', fields);
  const [creating, setCreating] = useState(false);
  const canChange = may(user, 'users.change');
  const columns = useMemo<TableColumnsType<ApiKey>>(
    () => [
      { title: t('apiKeys.name'), dataIndex: 'name' },
      { title: t('apiKeys.role'), render: (_, k) => <Term table="role" value={k.role} /> },
      {
        title: t('apiKeys.state'),
        render: (_, k) =>
          k.revokedAt ? (
            <Tag>
              {t('apiKeys.revoked')} <Instant value={k.revokedAt} />
            </Tag>
          ) : (
            <Tag tone="success">{t('apiKeys.active')}</Tag>
          ),
      },
      { title: t('apiKeys.expiresOn'), render: (_, k) => <Day value={k.expiresOn} /> },
      { title: t('apiKeys.createdAt'), render: (_, k) => <Instant value={k.createdAt} /> },
      ...(canChange
        ? [
            {
              title: t('users.actions'),
              render: (_: unknown, k: ApiKey) => (k.revokedAt ? null : <RevokeButton apiKey={k} />),
            },
          ]
        : []),
    ],
    [t, canChange],
  );
  const create = canChange ? (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t('apiKeys.create')}
    </Button>
  ) : null;
  return (
    <Page title={t('layout.nav.apiKeys')} actions={create}>
      <ListView<ApiKey>
        list={list}
        label={t('layout.nav.apiKeys')}
        columns={columns}
        rowKey={(k) => k.id}
        empty={
          <Notice icon={<KeyOutlined />} title={t('apiKeys.empty.title')} text={t('apiKeys.empty.text')}>
            {create}
          </Notice>
        }
      />
      {creating ? <ApiKeyDialog onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
