import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Objection } from '../../api/objection-types.js';
import { may } from '../../app/permissions.js';
import { useUser } from '../session/use-session.js';
import { CheckDialog, type CheckAct } from './check-dialog.js';
import { DecideDialog } from './decide-dialog.js';

/** What this person can do about an objection as it stands. */
export function ObjectionActions({ objection }: { objection: Objection }) {
  const { t } = useTranslation();
  const user = useUser();
  const [open, setOpen] = useState<'decide' | CheckAct | null>(null);
  const { status, events } = objection;
  const maker = events?.filter(({ kind }) => kind === 'proposed').at(-1)?.by;
  const own = maker === user.username || maker === user.displayName;
  const checks = status === 'proposed' && may(user, 'objections.approve');
  return (
    <span className="row">
      {status === 'open' && may(user, 'objections.decide') ? (
        <Button size="small" onClick={() => setOpen('decide')}>
          {t('objections.decide')}
        </Button>
      ) : null}
      {checks && own ? <span className="cell-sub">{t('objections.own')}</span> : null}
      {checks && !own
        ? (['approval', 'refusal'] as const).map((act) => (
            <Button key={act} size="small" onClick={() => setOpen(act)}>
              {t(`objections.${act}`)}
            </Button>
          ))
        : null}
      {open === 'decide' ? <DecideDialog objection={objection} onClose={() => setOpen(null)} /> : null}
      {open === 'approval' || open === 'refusal' ? (
        <CheckDialog objection={objection} act={open} onClose={() => setOpen(null)} />
      ) : null}
    </span>
  );
}
