import { useState } from 'react';
import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../api/customer-types.js';
import { may } from '../../app/permissions.js';
import { useUser } from '../session/use-session.js';
import { AttemptDialog } from '../refused-attempts/attempt-dialog.js';
import { ClosureDialog } from './closure-dialog.js';
import { ReferralDialog } from './referral-dialog.js';
import { VerifyDialog } from './verify-dialog.js';

type Action = 'verify' | 'close' | 'refer' | 'refuse';

/** What the counter does with a customer: verify, and behind a quiet button what is rarer. */
export function CustomerActions({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const user = useUser();
  const [action, setAction] = useState<Action>();
  const stop = () => setAction(undefined);
  const alive = customer.status !== 'closed' && !customer.mergedInto;
  const verifies = alive && may(user, 'customers.verify');
  const rare = [
    ...(may(user, 'referrals') ? [{ key: 'refer', label: t('verifications.referral.title') }] : []),
    ...(alive && may(user, 'referrals') ? [{ key: 'refuse', label: t('refusedAttempts.title') }] : []),
    ...(verifies ? [{ key: 'close', label: t('verifications.closure.title') }] : []),
  ];
  return (
    <>
      {verifies ? (
        <Button type="primary" onClick={() => setAction('verify')}>
          {t('verifications.verify')}
        </Button>
      ) : null}
      {rare.length > 0 ? (
        <Dropdown trigger={['click']} menu={{ items: rare, onClick: ({ key }) => setAction(key as Action) }}>
          <Button icon={<MoreOutlined />} aria-label={t('verifications.more')} />
        </Dropdown>
      ) : null}
      {action === 'verify' ? <VerifyDialog customer={customer} onClose={stop} /> : null}
      {action === 'close' ? <ClosureDialog customer={customer} onClose={stop} /> : null}
      {action === 'refuse' ? <AttemptDialog customer={customer} onClose={stop} /> : null}
      {action === 'refer' ? <ReferralDialog customerNumber={customer.customerNumber} onClose={stop} /> : null}
    </>
  );
}
