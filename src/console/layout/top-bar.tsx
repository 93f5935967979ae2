import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../app/permissions.js';
import type { SessionUser } from '../api/types.js';
import { CustomerSearch } from '../features/customers/customer-search.js';
import { LanguageSwitch } from './language-switch.js';
import { UserMenu } from './user-menu.js';

export function TopBar({ user, onHelp }: { user: SessionUser; onHelp: () => void }) {
  const { t } = useTranslation();
  return (
    <header className="top-bar">
      <div className="top-bar-search">{may(user, 'customers') ? <CustomerSearch /> : null}</div>
      <div className="top-bar-tools">
        <LanguageSwitch />
        <Tooltip title={`${t('layout.shortcuts.title')} (?)`}>
          <Button
            type="text"
            icon={<QuestionCircleOutlined />}
            aria-label={t('layout.shortcuts.title')}
            onClick={onHelp}
          />
        </Tooltip>
        <UserMenu user={user} />
      </div>
    </header>
  );
}
