import { useTranslation } from 'react-i18next';
import type { Verification, VerificationTerm } from '../../api/verification-types.js';
import { may } from '../../app/permissions.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Instant, useTerm } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { isImageId } from '../document-images/sources.js';
import { useVerifications, useVerificationTerms } from './queries.js';

/** How and when the customer was verified, by whom and with what outcome. */
export function VerificationsPanel({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const user = useUser();
  const { data: verifications, error, refetch } = useVerifications(customerId);
  return (
    <Panel title={t('verifications.list')}>
      {error ? (
        <ProblemPanel compact error={error} onRetry={() => void refetch()} />
      ) : verifications?.length === 0 ? (
        <Notice
          compact
          title={t('verifications.none.title')}
          text={t(may(user, 'customers.verify') ? 'verifications.none.text' : 'verifications.none.wait')}
        />
      ) : (
        <ul className="plain-list">
          {verifications?.map((one) => (
            <li key={one.id}>
              <VerificationLine verification={one} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function VerificationLine({ verification: v }: { verification: Verification }) {
  const { t } = useTranslation();
  const term = useTerm();
  const { data: terms } = useVerificationTerms();
  // The bank may have used words of its own.
  const named = (list: VerificationTerm[] | undefined, id: string) =>
    list?.find((one) => one.id === id)?.title ?? id;
  const images = v.evidence.filter(isImageId).length;
  const others = v.evidence.filter((reference) => !isImageId(reference));
  const documents = v.documents.map(({ type }) => term('documentType', type));
  const told = [
    ...(documents.length > 0
      ? [t('verifications.sawDocuments', { documents: documents.join(t('common.listSeparator')) })]
      : []),
    ...(images > 0 ? [t('verifications.images', { count: images })] : []),
    ...others,
  ];
  return (
    <div>
      <div className="row">
        <StatusTag table="verificationOutcome" value={v.outcome} />
        <span>{named(terms?.reasons, v.reason)}</span>
      </div>
      <div>{named(terms?.methods, v.method)}</div>
      {told.length > 0 ? <span className="cell-sub">{told.join(t('verifications.separator'))}</span> : null}
      <span className="cell-sub">
        <Instant value={v.verifiedAt} /> {v.verifiedBy}
      </span>
    </div>
  );
}
