import { useMemo, useState } from 'react';
import { PlusOutlined, TeamOutlined } from '@ant-design/icons';
import { Button, Checkbox, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Relationship } from '../../api/owner-types.js';
import { DataTable } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { Day, Missing, Term, useTerm } from '../../components/values.js';
import { EndDialog } from './end-dialog.js';
import { PartyName } from './party-name.js';
import { RelationshipDialog } from './relationship-dialog.js';

/** Who stands to whom how, since when and by which source; with what ended, if asked for. */
export function RelationshipsPanel(props: {
  customerId: string;
  items: Relationship[];
  loading: boolean;
  history: boolean;
  onHistory: (history: boolean) => void;
  may: boolean;
}) {
  const { t } = useTranslation();
  const term = useTerm();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Relationship>();
  const { may } = props;
  const columns = useMemo<TableColumnsType<Relationship>>(
    () => [
      { title: t('owners.holder'), render: (_, one) => <PartyName party={one.holder} /> },
      {
        title: t('owners.type'),
        render: (_, one) => (
          <>
            <Term table="relationshipType" value={one.type} />
            {one.means ? <span className="cell-sub">{term('controlMeans', one.means)}</span> : null}
          </>
        ),
      },
      { title: t('owners.subject'), render: (_, one) => <PartyName party={one.subject} /> },
      {
        title: t('owners.share'),
        render: (_, one) => (one.share === null ? <Missing /> : <span className="number">{one.share}%</span>),
      },
      { title: t('owners.since'), render: (_, one) => <Day value={one.since} /> },
      {
        title: t('owners.until'),
        render: (_, one) => (
          <>
            <Day value={one.until} />
            {one.endReason ? <span className="cell-sub">{one.endReason}</span> : null}
          </>
        ),
      },
      {
        title: t('owners.source'),
        render: (_, one) => (
          <>
            <Term table="relationshipSource" value={one.source} />
            {one.reference ? <span className="cell-sub">{one.reference}</span> : null}
          </>
        ),
      },
      ...(may
        ? [
            {
              title: t('owners.actions'),
              render: (_: unknown, one: Relationship) =>
                one.until !== null ? null : one.fact !== null ? (
                  <span className="muted">{t('owners.followsIdentity')}</span>
                ) : (
                  <Button
                    size="small"
                    onClick={() => setEnding(one)}
                    aria-label={t('owners.end.of', { name: one.holder.name })}
                  >
                    {t('owners.end.short')}
                  </Button>
                ),
            },
          ]
        : []),
    ],
    [t, term, may],
  );
  return (
    <Panel
      title={t('owners.relationships')}
      extra={
        <>
          <Checkbox checked={props.history} onChange={({ target }) => props.onHistory(target.checked)}>
            {t('owners.withEnded')}
          </Checkbox>
          {may ? (
            <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {t('owners.add.title')}
            </Button>
          ) : null}
        </>
      }
      flush
    >
      <DataTable<Relationship>
        label={t('owners.relationships')}
        columns={columns}
        rows={props.items}
        rowKey={({ id }) => id}
        loading={props.loading}
        empty={
          <Notice
            compact
            icon={<TeamOutlined />}
            title={t('owners.none.title')}
            text={t(may ? 'owners.none.text' : 'owners.none.read')}
          />
        }
      />
      {adding ? (
        <RelationshipDialog
          customerId={props.customerId}
          items={props.items}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {ending ? (
        <EndDialog customerId={props.customerId} one={ending} onClose={() => setEnding(undefined)} />
      ) : null}
    </Panel>
  );
}
