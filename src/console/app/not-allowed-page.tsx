import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Notice } from '../components/notice.js';
import { Page } from '../components/page.js';

export function NotAllowedPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('problems.notAllowed.title')} quiet>
      <Notice title={t('problems.notAllowed.title')} text={t('problems.notAllowed.text')}>
        <Link to="/">
          <Button type="primary">{t('common.toHome')}</Button>
        </Link>
      </Notice>
    </Page>
  );
}
