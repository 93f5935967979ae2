import { useTranslation } from 'react-i18next';
import type { NoticeTexts } from '../../api/notice-types.js';
import './notices.css';

/** The texts of a notice for each channel, as a customer reads them. */
export function Written({ texts }: { texts: NoticeTexts }) {
  const { t } = useTranslation();
  return (
    <dl className="notice-texts">
      <dt>{t('terms.noticeChannel.sms')}</dt>
      <dd>{texts.sms}</dd>
      <dt>{t('terms.noticeChannel.email')}</dt>
      <dd>
        <strong>{texts.email.subject}</strong>
        {'\n\n'}
        {texts.email.body}
      </dd>
    </dl>
  );
}
