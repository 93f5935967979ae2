import { useEffect, useRef } from 'react';
import { Button, Form, Input, type FormInstance } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../components/tag.js';
import { useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useDocumentCheck, type DocumentCheckAnswer } from './document-check.js';

type Path = (string | number)[];

interface Props {
  /** Where the document stands in the form, such as `['documents', 0]`; it has `type`, `number`, `validUntil`, `longTerm`. */
  document: Path;
  /** Where its holder stands, such as `[]` or `['legalRepresentative']`; birth and sex are compared, and filled in when empty. */
  holder?: Path;
}

/** The number of a document, checked while it is typed: findings to read out, and what was probably meant by one click. */
export function DocumentNumberField({ document, holder }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const form = Form.useFormInstance();
  const watch = (path: Path): unknown => Form.useWatch(path, form);
  const type = watch([...document, 'type']) as string | undefined;
  const number = (watch([...document, 'number']) as string | undefined) ?? '';
  const validUntil = watch([...document, 'validUntil']) as Dayjs | null | undefined;
  const longTerm = watch([...document, 'longTerm']) as boolean | undefined;
  const born = watch([...(holder ?? ['-']), 'dateOfBirth']) as Dayjs | null | undefined;
  const gender = watch([...(holder ?? ['-']), 'gender']) as string | undefined;
  const { data, isPlaceholderData } = useDocumentCheck(
    {
      type: type ?? 'other',
      number,
      ...(born ? { dateOfBirth: born.format('YYYY-MM-DD') } : {}),
      ...(gender ? { gender } : {}),
      ...(longTerm ? { longTerm } : validUntil ? { validUntil: validUntil.format('YYYY-MM-DD') } : {}),
    },
    language,
  );
  const shown = number.trim() === '' ? undefined : data;
  useFilledIn(form, holder, isPlaceholderData ? undefined : shown);

  return (
    <Form.Item
      name={[...document, 'number']}
      label={t('customers.document.number')}
      extra={
        <div aria-live="polite">
          {shown ? (
            <CheckResult
              answer={shown}
              onTake={(suggestion) => {
                form.setFieldValue([...document, 'number'], suggestion.number);
                if (suggestion.type) form.setFieldValue([...document, 'type'], suggestion.type);
              }}
            />
          ) : null}
        </div>
      }
    >
      <Input maxLength={64} autoComplete="off" spellCheck={false} />
    </Form.Item>
  );
}

/** Birth and sex out of the number, where nobody has typed others. */
function useFilledIn(
  form: FormInstance,
  holder: Path | undefined,
  answer: DocumentCheckAnswer | undefined,
): void {
  const filled = useRef<{ dateOfBirth?: string; gender?: string }>({});
  useEffect(() => {
    if (!holder || !answer) return;
    // A number that does not check says nothing of its holder.
    if (answer.findings.some(({ code }) => code.includes('check-character') || code === 'wrong-length'))
      return;
    const { dateOfBirth, gender } = answer.derived;
    const typedBirth = form.getFieldValue([...holder, 'dateOfBirth']) as Dayjs | null | undefined;
    if (dateOfBirth && (!typedBirth || typedBirth.format('YYYY-MM-DD') === filled.current.dateOfBirth)) {
      filled.current.dateOfBirth = dateOfBirth;
      form.setFieldValue([...holder, 'dateOfBirth'], dayjs(dateOfBirth));
    }
    const typedGender = form.getFieldValue([...holder, 'gender']) as string | undefined;
    if (gender && (!typedGender || typedGender === filled.current.gender)) {
      filled.current.gender = gender;
      form.setFieldValue([...holder, 'gender'], gender);
    }
  }, [form, holder, answer]);
}

function CheckResult(props: {
  answer: DocumentCheckAnswer;
  onTake: (suggestion: DocumentCheckAnswer['suggestions'][number]) => void;
}) {
  const { t } = useTranslation();
  const term = useTerm();
  const { findings, suggestions, derived } = props.answer;
  return (
    <>
      {findings.length > 0 ? (
        <ul className="plain-list">
          {findings.map(({ code, severity, pointer, message }) => (
            <li key={code + (pointer ?? '')} className="finding">
              <Tag tone={severity === 'error' ? 'danger' : 'warning'}>
                {t(severity === 'error' ? 'reports.error' : 'reports.warning')}
              </Tag>
              <span>{message}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {suggestions.map((suggestion) => (
        <Button
          key={suggestion.kind + suggestion.number}
          size="small"
          onClick={() => props.onTake(suggestion)}
        >
          {suggestion.type
            ? t('customers.document.takeType', { type: term('documentType', suggestion.type) })
            : t('customers.document.take', { number: suggestion.number })}
        </Button>
      ))}
      {derived.regionName ? <span className="muted">{derived.regionName}</span> : null}
    </>
  );
}
