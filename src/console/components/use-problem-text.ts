import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.js';

export interface ProblemText {
  title: string;
  text: string;
}

/**
 * Turns any failure into words: those of its stable code if the console knows it, else the service's own
 * detail (already in the reader's language), else those of its status.
 */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t, i18n } = useTranslation();
  return useCallback(
    (error: unknown) => {
      if (!(error instanceof Problem)) {
        return { title: t('problems.unknown.title'), text: t('problems.unknown.text') };
      }
      const byCode = `problems.code.${error.code}`;
      if (i18n.exists(`${byCode}.title`)) return { title: t(`${byCode}.title`), text: t(`${byCode}.text`) };
      const byStatus = `problems.status.${error.status}`;
      const known = i18n.exists(`${byStatus}.title`) ? byStatus : 'problems.unknown';
      const told = error.errors.map((field) => field.message).join(' ') || error.detail;
      return {
        title:
          error.status === 422 || error.status === 409
            ? error.message || t(`${known}.title`)
            : t(`${known}.title`),
        text: told ?? t(`${known}.text`),
      };
    },
    [t, i18n],
  );
}
