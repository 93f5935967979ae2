import { DownOutlined, LogoutOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { SessionUser } from '../api/types.js';
import { useSignOut } from '../features/session/use-session.js';

/** Who is signed in, in which role, and the way out. */
export function UserMenu({ user }: { user: SessionUser }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const role = user.roles.map((name) => t(`terms.role.${name}`)).join(t('common.listSeparator'));
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'settings', icon: <SettingOutlined />, label: t('settings.title') },
          { type: 'divider' },
          { key: 'sign-out', icon: <LogoutOutlined />, label: t('session.signOut') },
        ],
        onClick: ({ key }) => {
          if (key === 'settings') void navigate('/settings');
          // Whoever signs in next starts at home, not where this person was.
          else void signOut.mutateAsync().finally(() => navigate('/'));
        },
      }}
    >
      <Button type="text" className="user-menu">
        <span className="user-name">{user.displayName}</span>
        <span className="user-role">{role}</span>
        <DownOutlined className="user-arrow" aria-hidden="true" />
      </Button>
    </Dropdown>
  );
}
