import { useTranslation } from 'react-i18next';
import type { OwnerParty, OwnersAnswer } from '../../api/owner-types.js';
import { DataTable } from '../../components/data-table.js';
import { Panel } from '../../components/panel.js';
import { Day, Missing, Term } from '../../components/values.js';

type Version = OwnersAnswer['history'][number];

/** What was found before, whenever it became something else, and who confirmed it. */
export function HistoryPanel(props: { answer: OwnersAnswer; parties: ReadonlyMap<string, OwnerParty> }) {
  const { t } = useTranslation();
  const { history, confirmations } = props.answer;
  if (history.length === 0) return null;
  return (
    <Panel title={t('owners.history')} flush>
      <DataTable<Version>
        label={t('owners.history')}
        rows={history}
        rowKey={({ version }) => String(version)}
        empty={null}
        columns={[
          { title: t('owners.foundOn'), render: (_, one) => <Day value={one.asOf} /> },
          {
            title: t('owners.result'),
            render: (_, one) => <Term table="ownerOutcome" value={one.outcome} />,
          },
          {
            title: t('owners.found.title'),
            render: (_, one) =>
              one.owners.length === 0 ? (
                <Missing />
              ) : (
                one.owners
                  .map(({ party, share }) =>
                    [props.parties.get(party)?.name ?? '…', share === null ? '' : `${share}%`]
                      .join(' ')
                      .trim(),
                  )
                  .join(t('common.listSeparator'))
              ),
          },
          {
            title: t('owners.confirmedWho'),
            render: (_, one) =>
              confirmations.find(({ version }) => version === one.version)?.confirmedBy ?? <Missing />,
          },
        ]}
      />
    </Panel>
  );
}
