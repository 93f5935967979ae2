import { useState } from 'react';
import { InboxOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Progress, Segmented, Select, Upload } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '../../api/client.js';
import type { ImportMapping } from '../../api/transaction-types.js';
import type { Page as PageOf } from '../../api/types.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { mediaTypeOf } from './media-type.js';
import { importKinds, importPath, isImportKind } from './import-kind.js';
import { useUpload } from './use-upload.js';
import './imports.css';

/** Choose a file, say how its columns map, try it first or take it. */
export function NewImportPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const [params, setParams] = useSearchParams();
  const asked = params.get('kind');
  const kind = isImportKind(asked) ? asked : 'transaction';
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<string | null>(null);
  const [dryRun, setDryRun] = useState(true);
  const sending = useUpload();
  const mappings = useQuery({
    queryKey: ['import-mappings'],
    queryFn: ({ signal }) => api.get<PageOf<ImportMapping>>('/import-mappings', { signal }),
    retry: false,
  });
  const suitable = (mappings.data?.items ?? []).filter((m) => m.kind === `${kind}s`);
  const type = file ? mediaTypeOf(file.name) : null;

  const columns = type === null || type === 'text/csv';

  const start = async () => {
    if (!file || !type) return;
    const id = await sending.start(importPath(kind), file, {
      type,
      query: { mapping: type === 'text/csv' ? mapping : null, dryRun: dryRun || undefined },
    });
    if (id) void navigate(`/imports/${kind}/${encodeURIComponent(id)}`);
  };
  const problem = sending.error ? problemText(sending.error) : null;

  return (
    <Page title={t('imports.new')} parent={{ title: t('layout.nav.imports'), to: `/imports?kind=${kind}` }}>
      <Panel>
        <Form layout="vertical" className="import-form" onFinish={() => void start()}>
          <Form.Item label={t('imports.kind')}>
            <Segmented
              aria-label={t('imports.kind')}
              value={kind}
              onChange={(value) => setParams({ kind: value })}
              options={importKinds.map((value) => ({ value, label: term('importKind', value) }))}
            />
          </Form.Item>
          <Form.Item label={t('imports.file')} required>
            <Upload.Dragger
              accept=".csv,.txt,.ndjson,.jsonl"
              maxCount={1}
              showUploadList={false}
              beforeUpload={(chosen) => {
                setFile(chosen);
                sending.reset();
                return false;
              }}
            >
              <p className="import-drop-icon" aria-hidden="true">
                <InboxOutlined />
              </p>
              <p>{file ? file.name : t('imports.drop')}</p>
              <p className="muted">{file ? format.bytes(file.size) : t('imports.formats')}</p>
            </Upload.Dragger>
            {file && !type ? <p className="danger">{t('imports.unknownFormat')}</p> : null}
          </Form.Item>
          <Form.Item
            label={t('imports.mapping')}
            extra={t(columns ? 'imports.mappingHint' : 'imports.noColumns')}
            htmlFor="mapping"
          >
            <Select
              id="mapping"
              allowClear
              disabled={!columns}
              value={columns ? mapping : null}
              onChange={(value: string | undefined) => setMapping(value ?? null)}
              placeholder={t('imports.noMapping')}
              options={suitable.map((m) => ({
                value: m.name,
                label: `${format.text(m.definition.title) || m.name} (${m.name})`,
              }))}
            />
          </Form.Item>
          <Form.Item>
            <Checkbox checked={dryRun} onChange={(event) => setDryRun(event.target.checked)}>
              {t('imports.dryRunLong')}
            </Checkbox>
          </Form.Item>
          {problem ? (
            <div role="alert" className="import-problem">
              <strong>{problem.title}</strong> {problem.text}
            </div>
          ) : null}
          {sending.share === null ? (
            <Button type="primary" htmlType="submit" disabled={!file || !type}>
              {t(dryRun ? 'imports.startDryRun' : 'imports.start')}
            </Button>
          ) : (
            <div className="import-sending">
              <Progress percent={Math.floor(sending.share * 100)} aria-label={t('imports.sending')} />
              <span aria-live="polite">{t(sending.share < 1 ? 'imports.sending' : 'imports.storing')}</span>
              <Button onClick={sending.cancel}>{t('common.cancel')}</Button>
            </div>
          )}
        </Form>
      </Panel>
    </Page>
  );
}
