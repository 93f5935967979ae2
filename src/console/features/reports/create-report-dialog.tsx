import { useState } from 'react';
import { DatePicker, Form, Modal } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, newIdempotencyKey } from '../../api/client.js';
import type { Report } from '../../api/report-types.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { dayOf } from '../../i18n/format.js';

/** Makes the large-value report of one business date. */
export function CreateReportDialog(props: { businessDate: string; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const problemText = useProblemText();
  const [day, setDay] = useState<string | null>(props.businessDate || null);
  const [key] = useState(newIdempotencyKey);
  const create = useMutation({
    mutationFn: (businessDate: string) =>
      api.post<Report>(
        '/reports',
        { kind: 'large-value', businessDate },
        { idempotencyKey: `${key}-${businessDate}` },
      ),
    onSuccess: (report) => {
      void client.invalidateQueries({ queryKey: ['list', '/reports'] });
      void client.invalidateQueries({ queryKey: ['home'] });
      void navigate(`/reports/${encodeURIComponent(report.id)}`);
    },
  });
  const problem = create.error ? problemText(create.error) : null;
  const today = dayOf(new Date());
  return (
    <Modal
      open
      title={t('reports.createTitle')}
      okText={t('reports.create')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !day }}
      confirmLoading={create.isPending}
      onOk={() => day && create.mutate(day)}
      onCancel={props.onClose}
    >
      <Form layout="vertical">
        <Form.Item
          label={t('reports.businessDate')}
          htmlFor="business-date"
          extra={t('reports.createHint')}
          validateStatus={problem ? 'error' : undefined}
          help={problem ? `${problem.title} ${problem.text}` : undefined}
        >
          <DatePicker
            id="business-date"
            value={day ? dayjs(day) : null}
            onChange={(value) => setDay(value ? value.format('YYYY-MM-DD') : null)}
            disabledDate={(date) => date.format('YYYY-MM-DD') > today}
            style={{ width: 200 }}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
