import { GlobalOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { changeLanguage } from '../i18n/index.js';
import { useFormat } from '../i18n/use-format.js';

/** Named in the language it leads to, so that who cannot read this one finds it. */
export function LanguageSwitch() {
  const { language } = useFormat();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button type="text" icon={<GlobalOutlined />} lang={other} onClick={() => void changeLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
