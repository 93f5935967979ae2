import { useState } from 'react';
import { Button, Form, Input, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { MovedCustomer, RiskModelVersion, RiskPreview } from '../../api/risk-types.js';
import { may } from '../../app/permissions.js';
import { DataTable } from '../../components/data-table.js';
import { Facts } from '../../components/facts.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { JsonView } from '../../components/json-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { PendingPage } from '../../components/pending-page.js';
import { StatusTag } from '../../components/tag.js';
import { Actor, Instant, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { DecisionButtons } from './decision-buttons.js';
import { ModelContents } from './model-contents.js';
import { useMoved, useRiskModel, useRiskPost, useRiskPreview, versionPath } from './queries.js';
import './risk.css';

/** One version of a model: what it says, what it would change, and its way to approval. */
export function RiskModelPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { modelId = '', version = '' } = useParams();
  const { data: model, error, refetch } = useRiskModel(modelId, version);
  const parent = { title: t('layout.nav.risk'), to: '/risk' };
  if (!model)
    return (
      <PendingPage title={t('risk.model')} parent={parent} error={error} onRetry={() => void refetch()} />
    );
  return (
    <Page
      title={t('risk.version', { name: format.text(model.title), version: model.version })}
      parent={parent}
      actions={<Steps model={model} />}
    >
      <Panel title={t('risk.status')}>
        <Facts
          facts={[
            { name: t('risk.status'), value: <StatusTag table="ruleStatus" value={model.status} /> },
            { name: t('risk.madeBy'), value: <Actor name={model.maker} /> },
            { name: t('risk.madeAt'), value: <Instant value={model.madeAt} /> },
            model.decider !== null && { name: t('risk.decision'), value: model.decider },
            model.leftToRate !== null && {
              name: t('risk.leftToRate'),
              value: format.count(model.leftToRate),
            },
            model.note !== '' && { name: t('risk.note'), value: model.note, wide: true },
          ]}
        />
      </Panel>
      <PreviewPanel id={model.previews[0]?.id} />
      <ModelContents definition={model.definition} />
      <Panel title={t('risk.definition')}>
        <details>
          <summary>{t('risk.asData')}</summary>
          <JsonView value={model.definition} />
        </details>
      </Panel>
    </Page>
  );
}

function Steps({ model }: { model: RiskModelVersion }) {
  const { t } = useTranslation();
  const user = useUser();
  const [drafting, setDrafting] = useState(false);
  const path = versionPath(model.modelId, model.version);
  const preview = useRiskPost('risk.previewStarted');
  const submit = useRiskPost('risk.submitted');
  if (!may(user, 'risk.change')) return null;
  return (
    <span className="row">
      <Button onClick={() => setDrafting(true)}>{t('risk.newVersion')}</Button>
      {model.status === 'draft' || model.status === 'submitted' ? (
        <Button loading={preview.isPending} onClick={() => preview.mutate({ path: `${path}/previews` })}>
          {t('risk.preview')}
        </Button>
      ) : null}
      {model.status === 'draft' ? (
        <Button
          type="primary"
          loading={submit.isPending}
          onClick={() => submit.mutate({ path: `${path}/submission` })}
        >
          {t('risk.submit')}
        </Button>
      ) : null}
      {model.status === 'submitted' ? (
        <DecisionButtons path={`${path}/approval`} maker={model.maker} />
      ) : null}
      {drafting ? <DraftDialog model={model} onClose={() => setDrafting(false)} /> : null}
    </span>
  );
}

interface Draft {
  definition: string;
  note: string;
}

/** A new version from the text of this one. */
function DraftDialog({ model, onClose }: { model: RiskModelVersion; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Draft>();
  const post = useRiskPost<{ definition: unknown; note: string }>('risk.drafted');
  const problem = useFormProblem(form, post.error);
  const isJson = (text: string): boolean => {
    try {
      return typeof JSON.parse(text) === 'object';
    } catch {
      return false;
    }
  };
  return (
    <FormDialog<Draft>
      title={t('risk.newVersion')}
      form={form}
      pending={post.isPending}
      problem={problem}
      initialValues={{ definition: JSON.stringify(model.definition, null, 2), note: '' }}
      onFinish={({ definition, note }) =>
        post.mutate(
          {
            path: `/risk-models/${encodeURIComponent(model.modelId)}/versions`,
            body: { definition: JSON.parse(definition) as unknown, note },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <Form.Item
        name="note"
        label={t('risk.note')}
        rules={[{ required: true, whitespace: true, message: t('risk.needsNote') }]}
      >
        <Input maxLength={2_000} />
      </Form.Item>
      <Form.Item
        name="definition"
        label={t('risk.definition')}
        rules={[
          {
            validator: (_, text: string) =>
              isJson(text) ? Promise.resolve() : Promise.reject(new Error(t('risk.notJson'))),
          },
        ]}
      >
        <Input.TextArea rows={18} spellCheck={false} />
      </Form.Item>
    </FormDialog>
  );
}

function PreviewPanel({ id }: { id: string | undefined }) {
  const { t } = useTranslation();
  const { data } = useRiskPreview(id);
  return (
    <Panel title={t('risk.preview')}>
      {id === undefined ? (
        <Notice compact title={t('risk.noPreview.title')} text={t('risk.noPreview.text')} />
      ) : data && data.state !== 'completed' ? (
        <Progress percent={Math.round(data.progress * 100)} aria-label={t('risk.preview')} />
      ) : data ? (
        <div className="stack">
          <Matrix preview={data} />
          <Branches preview={data} />
          <Moved id={id} />
        </div>
      ) : null}
    </Panel>
  );
}

/** Rows are the levels before, columns those after. */
function Matrix({ preview }: { preview: RiskPreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = preview.levels.map(({ level }) => level);
  const before = [...names, ...new Set(preview.table.map((c) => c.before).filter((l) => !names.includes(l)))];
  const count = (from: string, to: string) =>
    preview.table.find((cell) => cell.before === from && cell.after === to)?.customers ?? 0;
  return (
    <table className="risk-matrix">
      <caption>{t('risk.matrix')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('risk.beforeAfter')}</th>
          {names.map((level) => (
            <th scope="col" key={level}>
              <Term table="riskLevel" value={level} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {before.map((from) => (
          <tr key={from}>
            <th scope="row">
              <Term table="riskLevel" value={from} />
            </th>
            {names.map((to) => (
              <td key={to} className={from === to || count(from, to) === 0 ? 'number' : 'number risk-moved'}>
                {format.count(count(from, to))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Branches({ preview }: { preview: RiskPreview }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <DataTable
      label={t('risk.byBranch')}
      rows={preview.branches}
      rowKey={({ branch }) => branch}
      empty={null}
      columns={[
        { title: t('risk.branch'), render: (_, b) => b.branch },
        { title: t('risk.customers'), render: (_, b) => format.count(b.customers) },
        { title: t('risk.moved'), render: (_, b) => format.count(b.moved) },
      ]}
    />
  );
}

function Moved({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useMoved(id);
  return (
    <DataTable<MovedCustomer>
      label={t('risk.moved')}
      rows={data?.items ?? []}
      rowKey={({ customerId }) => customerId}
      empty={<Notice compact title={t('risk.nobodyMoves')} />}
      columns={[
        {
          title: t('risk.customer'),
          render: (_, m) => (
            <Link to={`/customers/${encodeURIComponent(m.customerId)}?tab=risk`}>{m.customerName}</Link>
          ),
        },
        { title: t('risk.branch'), render: (_, m) => m.branch },
        { title: t('risk.before'), render: (_, m) => <StatusTag table="riskLevel" value={m.before} /> },
        { title: t('risk.after'), render: (_, m) => <StatusTag table="riskLevel" value={m.after} /> },
        { title: t('risk.total'), render: (_, m) => `${m.beforeTotal} → ${m.afterTotal}` },
      ]}
    />
  );
}
