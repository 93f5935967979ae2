import type { TaskDetail } from '../../api/task-types.js';
import { Instant, Term } from '../../components/values.js';

/** What the customer was sent, with the day: the proof that the customer was told. */
export function NoticeLines({ notices }: Pick<TaskDetail, 'notices'>) {
  return (
    <ul className="plain-list">
      {notices.map((notice) => (
        <li key={notice.id}>
          <Term table="noticeTemplate" value={notice.template} />{' '}
          <Term table="taskNoticeStatus" value={notice.status} />{' '}
          <Instant value={notice.sentAt ?? notice.queuedAt} />
        </li>
      ))}
    </ul>
  );
}
