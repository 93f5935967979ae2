import type { ThemeConfig } from 'antd';

/** One accent (a dark mineral blue-green), quiet greys, and colours that pass 4.5:1 as text on white. */
export const palette = {
  accent: '#0f5b6e',
  accentSoft: '#e7f1f3',
  text: '#1c2429',
  textSecondary: '#56636b',
  border: '#dfe4e7',
  background: '#f5f7f8',
  danger: '#b42318',
  warning: '#93500a',
  success: '#1a6b45',
  neutral: '#56636b',
} as const;

export const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";

export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.accent,
    colorInfo: palette.accent,
    colorLink: palette.accent,
    colorLinkHover: '#0a3f4d',
    colorError: palette.danger,
    colorWarning: palette.warning,
    colorSuccess: palette.success,
    colorText: palette.text,
    colorTextSecondary: palette.textSecondary,
    colorTextTertiary: palette.textSecondary,
    colorTextDescription: palette.textSecondary,
    colorTextPlaceholder: '#68757d',
    colorTextDisabled: '#68757d',
    colorBorder: '#c9d1d5',
    colorBorderSecondary: palette.border,
    colorBgLayout: palette.background,
    borderRadius: 6,
    fontFamily,
    fontSize: 14,
    controlHeight: 34,
    // Components then do not wait for the end of motions that the reader does not want to see.
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Table: {
      headerBg: '#f8fafa',
      headerColor: palette.textSecondary,
      headerSplitColor: 'transparent',
      cellPaddingBlockSM: 8,
      cellPaddingInlineSM: 12,
      rowHoverBg: '#f3f8f9',
    },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
  },
};
