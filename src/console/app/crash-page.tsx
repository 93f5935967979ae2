import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Notice } from '../components/notice.js';

/** Shown when a page fails to load or to draw; a new release may have replaced the files of this one. */
export function CrashPage() {
  const { t } = useTranslation();
  return (
    <Notice title={t('problems.crash.title')} text={t('problems.crash.text')}>
      <Button type="primary" onClick={() => window.location.reload()}>
        {t('common.reload')}
      </Button>
    </Notice>
  );
}
