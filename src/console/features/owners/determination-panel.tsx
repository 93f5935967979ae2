import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FoundOwner, OwnerParty, OwnersAnswer } from '../../api/owner-types.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { Tag } from '../../components/tag.js';
import { Instant, Term, useTerm } from '../../components/values.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { PartyName } from './party-name.js';

type Parties = ReadonlyMap<string, OwnerParty>;

/** Who finally owns or controls the customer, by which test of the law, and why. */
export function DeterminationPanel({
  customerId,
  answer,
  parties,
  may,
  extra,
}: {
  customerId: string;
  answer: OwnersAnswer;
  parties: Parties;
  may: boolean;
  extra?: ReactNode;
}) {
  const { t } = useTranslation();
  const [confirming, setConfirming] = useState(false);
  const { determination: found, version, confirmations } = answer;
  const confirmed = confirmations.find((one) => one.version === version);
  const lost = found.owners.length === 0 && ['unresolved', 'determined'].includes(found.outcome);
  return (
    <Panel
      title={t('owners.found.title')}
      extra={
        <>
          {extra}
          {confirmed ? (
            <Tag tone="success">{t('owners.confirmed')}</Tag>
          ) : version === null ? null : (
            <Tag tone="warning">{t('owners.unconfirmed')}</Tag>
          )}
          {may && version !== null ? (
            <Button onClick={() => setConfirming(true)}>{t('owners.confirm.title')}</Button>
          ) : null}
        </>
      }
    >
      <p>
        {t(`owners.outcome.${found.outcome}`)}
        {found.treatment ? ` ${t('owners.article', { article: found.treatment.article })}` : ''}
        {found.threshold ? ` ${t('owners.threshold', { threshold: found.threshold })}` : ''}
      </p>
      {lost ? (
        <Notice compact title={t('owners.found.none.title')} text={t('owners.found.none.text')} />
      ) : null}
      <ul className="bare-list owners-found" aria-label={t('owners.found.title')}>
        {found.owners.map((owner) => (
          <Owner key={owner.party} owner={owner} parties={parties} />
        ))}
      </ul>
      <Remainder answer={answer} parties={parties} />
      {confirmed ? (
        <p className="muted">
          {confirmed.method === null
            ? t('owners.confirmedByName', { by: confirmed.confirmedBy ?? t('common.headOffice') })
            : t('owners.confirmedBy', {
                by: confirmed.confirmedBy ?? t('common.headOffice'),
                method: confirmed.method,
                evidence: confirmed.evidence.join(t('common.listSeparator')),
              })}{' '}
          <Instant value={confirmed.confirmedAt} />
        </p>
      ) : null}
      {confirming && version !== null ? (
        <ConfirmDialog customerId={customerId} version={version} onClose={() => setConfirming(false)} />
      ) : null}
    </Panel>
  );
}

function Owner({ owner, parties }: { owner: FoundOwner; parties: Parties }) {
  const { t } = useTranslation();
  const term = useTerm();
  const name = (id: string) => parties.get(id)?.name ?? '…';
  const words = owner.means.map((means) => {
    const relation = term('relationshipType', means);
    return relation === means ? term('controlMeans', means) : relation;
  });
  return (
    <li>
      <strong>
        <PartyName party={parties.get(owner.party)} />
      </strong>{' '}
      {owner.share === null ? null : <span className="number">{owner.share}%</span>}
      <span className="cell-sub">
        {t(`owners.basis.${owner.basis}`)}
        {words.length > 0 ? ` ${words.join(t('common.listSeparator'))}` : ''}
        {owner.paths.length === 0 && owner.through.length > 0
          ? ` ${t('owners.through', { names: owner.through.map(name).join(t('common.listSeparator')) })}`
          : ''}
      </span>
      {owner.paths.length > 0 ? (
        <ul className="owners-paths">
          {owner.paths.slice(0, 3).map((path) => (
            <li key={path.parties.join(' ')}>
              {path.parties
                .map((id, at) => (path.shares[at] ? `${name(id)} → ${path.shares[at]}% → ` : name(id)))
                .join('')}
              {path.shares.length > 1 ? ` = ${path.product}%` : ''}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** What leads to nobody, and where the customer's word and the structure differ. */
function Remainder({ answer, parties }: { answer: OwnersAnswer; parties: Parties }) {
  const { t } = useTranslation();
  const { determination: found, declared, differences } = answer;
  const name = (id: string) => parties.get(id)?.name ?? '…';
  const lines = [
    ...(Number(found.stateHeld) > 0 ? [t('owners.stateHeld', { share: found.stateHeld })] : []),
    ...found.unresolved.map(
      ({ code, parties: involved, share }) =>
        t(`owners.unresolved.${code}`, {
          names: involved.slice(0, 5).map(name).join(t('common.listSeparator')),
        }) + (share === null ? '' : t('owners.part', { share })),
    ),
  ];
  return (
    <>
      {lines.length > 0 ? (
        <>
          <h3>{t('owners.open')}</h3>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>{t('owners.declared.title')}</h3>
      {declared.length === 0 ? (
        <p className="muted">{t('owners.declared.none')}</p>
      ) : (
        <ul>
          {declared.map(({ party, share, basis }) => (
            <li key={party}>
              <PartyName party={parties.get(party)} />{' '}
              {share === null ? null : <span className="number">{share}%</span>}
              {basis ? (
                <span className="muted">
                  {' '}
                  <Term table="ownerBasis" value={basis} />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {differences.length > 0 ? (
        <ul className="owners-differences" aria-label={t('owners.differences')}>
          {differences.map(({ code, party }) => (
            <li key={`${code} ${party}`}>{t(`owners.difference.${code}`, { name: name(party) })}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
