import { QueryClientProvider } from '@tanstack/react-query';
import { StyleProvider } from '@ant-design/cssinjs';
import { App as AntdApp, ConfigProvider } from 'antd';
import { RouterProvider } from 'react-router/dom';
import { antdLocale } from '../i18n/index.js';
import { useFormat } from '../i18n/use-format.js';
import { queryClient } from './query-client.js';
import { router } from './router.js';
import { theme } from './theme.js';

export function App() {
  const { language } = useFormat();
  return (
    <StyleProvider layer>
      <ConfigProvider theme={theme} locale={antdLocale(language)} button={{ autoInsertSpace: false }}>
        <AntdApp className="app" message={{ maxCount: 3 }}>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AntdApp>
      </ConfigProvider>
    </StyleProvider>
  );
}
