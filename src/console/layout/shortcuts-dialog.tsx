import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { may } from '../app/permissions.js';
import type { SessionUser } from '../api/types.js';
import { navigation } from './navigation.js';

interface Shortcut {
  keys: string[];
  text: string;
}

function List({ title, shortcuts }: { title: string; shortcuts: Shortcut[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="shortcuts">
        {shortcuts.map(({ keys, text }) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function ShortcutsDialog(props: { user: SessionUser; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const go = navigation
    .flatMap((group) => group.items)
    .filter((item) => !item.capability || may(props.user, item.capability))
    .map((item) => ({ keys: ['g', item.shortcut], text: t(`layout.nav.${item.name}`) }));
  const everywhere = [
    { keys: ['/'], text: t('layout.shortcuts.search') },
    { keys: ['?'], text: t('layout.shortcuts.help') },
    { keys: ['Ctrl', 'Enter'], text: t('layout.shortcuts.send') },
    { keys: ['Esc'], text: t('layout.shortcuts.close') },
  ];
  const tables = [
    { keys: ['j', 'k'], text: t('layout.shortcuts.rows') },
    { keys: ['Enter'], text: t('layout.shortcuts.open') },
    { keys: ['[', ']'], text: t('layout.shortcuts.pages') },
  ];
  return (
    <Modal
      title={t('layout.shortcuts.title')}
      open={props.open}
      onCancel={props.onClose}
      footer={null}
      width={620}
    >
      <div className="shortcut-columns">
        <List title={t('layout.shortcuts.go')} shortcuts={go} />
        <div className="stack">
          <List title={t('layout.shortcuts.tables')} shortcuts={tables} />
          <List title={t('layout.shortcuts.everywhere')} shortcuts={everywhere} />
        </div>
      </div>
    </Modal>
  );
}
