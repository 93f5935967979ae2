import { useEffect, type ReactNode } from 'react';
import type { FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.js';
import { useProblemText } from './use-problem-text.js';
import './form-problem.css';

type FieldName = (string | number)[];

/** An RFC 6901 pointer as the path of a form field: `/documents/0/number` is `['documents', 0, 'number']`. */
export function pointerToName(pointer: string): FieldName {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * Puts the located errors of a refused body at their fields and answers a block for what has no field.
 * The first faulty field gets the focus.
 */
export function useFormProblem(form: FormInstance, error: unknown): ReactNode {
  const { t } = useTranslation();
  const problemText = useProblemText();
  useEffect(() => {
    if (!(error instanceof Problem) || error.errors.length === 0) return;
    const located = error.errors.map((e) => ({ name: pointerToName(e.pointer), errors: [e.message] }));
    const known = located.filter((field) => form.getFieldInstance(field.name as never) !== undefined);
    form.setFields(known as never);
    if (known[0]) form.scrollToField(known[0].name as never, { focus: true, block: 'center' });
  }, [error, form]);
  if (!error) return null;
  const { title, text } = problemText(error);
  const located = error instanceof Problem ? error.errors : [];
  const elsewhere = located.filter(
    (e) => form.getFieldInstance(pointerToName(e.pointer) as never) === undefined,
  );
  return (
    <div role="alert" className="form-problem">
      <strong>{located.length > 0 ? t('problems.form', { count: located.length }) : title}</strong>
      {located.length === 0 ? <span>{text}</span> : null}
      {elsewhere.map((e) => (
        <span key={e.pointer + e.code}>
          {e.message} <span className="mono muted">{e.pointer}</span>
        </span>
      ))}
    </div>
  );
}
