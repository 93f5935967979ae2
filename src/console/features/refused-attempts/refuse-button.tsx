import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/permissions.js';
import { useUser } from '../session/use-session.js';
import { AttemptDialog } from './attempt-dialog.js';

/** For somebody at the counter who is no customer. */
export function RefuseButton() {
  const { t } = useTranslation();
  const user = useUser();
  const [open, setOpen] = useState(false);
  if (!may(user, 'referrals')) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('refusedAttempts.title')}</Button>
      {open ? <AttemptDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
