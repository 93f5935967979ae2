import { App, Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../../app/permissions.js';
import { useUser } from '../session/use-session.js';
import { useRiskPost } from './queries.js';

type Decision = 'approve' | 'refuse';

/** Approve or refuse what another person made; one's own shows why not. */
export function DecisionButtons({ path, maker }: { path: string; maker: string }) {
  const { t } = useTranslation();
  const user = useUser();
  const { modal } = App.useApp();
  const post = useRiskPost<{ decision: Decision }>('risk.decided');
  const own = maker === user.username || maker === user.displayName;
  if (!may(user, 'risk.approve')) return null;
  if (own) {
    return (
      <Tooltip title={t('risk.ownDecision')}>
        <span tabIndex={0} role="note" aria-label={t('risk.ownDecision')}>
          <Button disabled>{t('risk.approve')}</Button>
        </span>
      </Tooltip>
    );
  }
  const ask = (decision: Decision) =>
    modal.confirm({
      title: t(`risk.confirm.${decision}`),
      okText: t(`risk.${decision}`),
      cancelText: t('common.cancel'),
      onOk: () => post.mutateAsync({ path, body: { decision } }).catch(() => {}),
    });
  return (
    <span className="row">
      <Button type="primary" loading={post.isPending} onClick={() => ask('approve')}>
        {t('risk.approve')}
      </Button>
      <Button onClick={() => ask('refuse')}>{t('risk.refuse')}</Button>
    </span>
  );
}
