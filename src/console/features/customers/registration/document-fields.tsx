import { useEffect, useRef, useState } from 'react';
import { Button, Checkbox, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Reading } from '../../../api/image-types.js';
import { Tag } from '../../../components/tag.js';
import { useTerm } from '../../../components/values.js';
import { useFormat } from '../../../i18n/use-format.js';
import { ImagesField } from '../../document-images/images-field.js';
import { ReadPhoto } from '../../document-images/read-photo.js';
import { applyReading } from './apply-reading.js';
import type { DocumentForm } from './registration-form.js';
import { useDocumentCheck, type DocumentAdvice, type DocumentToCheck } from './use-document-check.js';

type Path = (string | number)[];

interface PersonForm {
  name?: string;
  gender?: string;
  dateOfBirth?: Dayjs | null;
  nationality?: string;
}

/** What the number says, each put where the form has a field for it and nobody typed anything else. */
const told = ({ derived }: DocumentAdvice): Record<string, unknown> => ({
  gender: derived.gender,
  dateOfBirth: derived.dateOfBirth && dayjs(derived.dateOfBirth),
  nationality: derived.nationality,
});

/** An expired document still tells who it is of; a number that is wrong tells nothing. */
const numberStands = ({ findings }: DocumentAdvice): boolean =>
  findings.every(({ severity, pointer = '/number' }) => severity !== 'error' || pointer !== '/number');

const same = (a: unknown, b: unknown): boolean =>
  dayjs.isDayjs(a) && dayjs.isDayjs(b) ? a.isSame(b, 'day') : a === b;

/**
 * The document of a person or body, checked while it is typed: what is wrong in plain words, what was probably meant
 * to be taken over with a click, and birth, sex and nationality filled in from the number.
 */
export function DocumentFields(props: {
  /** Where the person stands in the form. */
  at: Path;
  /** The same as seen from inside a list of fields. */
  inList?: Path;
  /** Which of the documents; where these are a list of fields, names begin with it. */
  index?: number;
  listed?: boolean;
  /** Whether a photo fills in the person as well; not for one who is known already. */
  fillPerson?: boolean;
  types: readonly string[];
}) {
  const { at, inList = at, index = 0, listed = false, fillPerson = true, types } = props;
  const { t } = useTranslation();
  const term = useTerm();
  const form = Form.useFormInstance();
  const document = Form.useWatch([...at, 'documents', index], form) as Partial<DocumentForm> | undefined;
  const person = Form.useWatch(at, form) as PersonForm | undefined;
  const { data: advice } = useDocumentCheck(toCheck(document, person));
  const filled = useRef<Record<string, unknown>>({});
  const [photo, setPhoto] = useState<File>();
  const number = document?.number?.trim() ?? '';

  useEffect(() => {
    if (!advice || !numberStands(advice)) return;
    for (const [field, value] of Object.entries(told(advice))) {
      const path = [...at, field];
      const now = form.getFieldValue(path) as unknown;
      const untouched = now === undefined || now === null || same(now, filled.current[field]);
      if (value === undefined || !untouched || same(now, value)) continue;
      filled.current[field] = value;
      form.setFieldValue(path, value);
    }
    // The path is a new array each time; what it says does not change.
  }, [advice, form]);

  const name = (field: string): Path => (listed ? [index, field] : [...inList, 'documents', index, field]);
  const place = (field: string): Path => [...at, 'documents', index, field];
  const take = (reading: Reading, kept: File | undefined) => {
    applyReading(form, reading, {
      document: [...at, 'documents', index],
      person: fillPerson ? at : null,
      types,
    });
    if (kept) setPhoto(kept);
  };
  return (
    <>
      <div className="field-wide document-reader">
        <ReadPhoto onTake={take} />
        <span className="muted">{t('images.read.hint')}</span>
      </div>
      <Form.Item name={name('type')} label={t('customers.document.type')}>
        <Select options={types.map((value) => ({ value, label: term('documentType', value) }))} />
      </Form.Item>
      <Form.Item name={name('number')} label={t('customers.document.number')}>
        <Input maxLength={64} autoComplete="off" spellCheck={false} className="mono" />
      </Form.Item>
      <Form.Item name={name('validUntil')} label={t('customers.document.validUntil')}>
        <DatePicker className="full" disabled={document?.longTerm === true} />
      </Form.Item>
      <Form.Item name={name('longTerm')} valuePropName="checked" label={t('customers.create.validity')}>
        <Checkbox>{t('customers.create.longTerm')}</Checkbox>
      </Form.Item>
      {advice && number !== '' ? (
        <Advice
          advice={advice}
          onTake={({ number: meant, type }) => {
            form.setFieldValue(place('number'), meant);
            if (type) form.setFieldValue(place('type'), type);
          }}
        />
      ) : null}
      <Form.Item name={name('images')} label={t('images.ofDocument')} className="field-wide">
        <ImagesField label={t('images.ofDocument')} incoming={photo} />
      </Form.Item>
    </>
  );
}

function toCheck(
  document: Partial<DocumentForm> | undefined,
  person: PersonForm | undefined,
): DocumentToCheck {
  const day = (value: Dayjs | null | undefined) => value?.format('YYYY-MM-DD');
  const given = {
    name: person?.name?.trim() || undefined,
    dateOfBirth: day(person?.dateOfBirth),
    gender: person?.gender,
    validUntil: document?.longTerm ? undefined : day(document?.validUntil),
    longTerm: document?.longTerm || undefined,
  };
  return {
    type: document?.type ?? 'other',
    number: document?.number ?? '',
    ...(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as object),
  };
}

function Advice(props: {
  advice: DocumentAdvice;
  onTake: (suggestion: DocumentAdvice['suggestions'][number]) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { advice } = props;
  return (
    <div className="field-wide document-advice" aria-live="polite">
      {advice.findings.map((finding) => (
        <div key={finding.code} className="finding">
          <Tag tone={finding.severity === 'error' ? 'danger' : 'warning'}>
            {t(finding.severity === 'error' ? 'reports.error' : 'reports.warning')}
          </Tag>
          <span>{format.text(finding.message)}</span>
        </div>
      ))}
      {advice.suggestions.length > 0 ? (
        <div className="finding">
          <span>{t('customers.create.meant')}</span>
          {advice.suggestions.slice(0, 4).map((suggestion) => (
            <Button key={suggestion.number} size="small" onClick={() => props.onTake(suggestion)}>
              <span className="mono">{suggestion.number}</span>
            </Button>
          ))}
        </div>
      ) : null}
      {advice.valid && advice.findings.length === 0 ? (
        <div className="finding">
          <Tag tone="success">{t('customers.create.numberGood')}</Tag>
          {advice.derived.regionName ? (
            <span className="muted">
              {t('customers.create.region', { region: advice.derived.regionName })}
            </span>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
