/** The name as a mark: a mirror, and the two characters. */
export function Logo({ large = false }: { large?: boolean }) {
  return (
    <span className={large ? 'logo logo-large' : 'logo'}>
      <svg viewBox="0 0 32 32" aria-hidden="true" className="logo-mark">
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <circle cx="16" cy="14" r="7" fill="none" stroke="#fff" strokeWidth="2.4" />
        <path d="M11 26h10M16 21.5V26" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      <span className="logo-text" lang="zh-CN">
        明鉴
      </span>
    </span>
  );
}
