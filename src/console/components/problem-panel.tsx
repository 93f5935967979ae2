import { Button } from 'antd';
import { Notice } from './notice.js';
import { useProblemText } from './use-problem-text.js';
import { useTranslation } from 'react-i18next';

/** Says what went wrong and what to do, in place of what could not be loaded. */
export function ProblemPanel(props: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const { t } = useTranslation();
  const { title, text } = useProblemText()(props.error);
  return (
    <div role="alert">
      <Notice title={title} text={text} compact={props.compact}>
        {props.onRetry ? <Button onClick={props.onRetry}>{t('common.retry')}</Button> : null}
      </Notice>
    </div>
  );
}
