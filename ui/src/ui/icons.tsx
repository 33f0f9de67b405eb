/** Line icons of 16 by 16, drawn for these pages. */
const drawings = {
  machines: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01M9 5h2.5M9 11h2.5',
  runs: 'M5 3.5l7.5 4.5L5 12.5z',
  images:
    'M8 2.5c3 0 5 .8 5 2v7c0 1.2-2 2-5 2s-5-.8-5-2v-7c0-1.2 2-2 5-2zM3 4.5c0 1.2 2 2 5 2s5-.8 5-2M3 8c0 1.2 2 2 5 2s5-.8 5-2',
  segments: 'M6 2.5h4v3.5H6zM2 10h4v3.5H2zM10 10h4v3.5h-4zM8 6v2M4 10V8h8v2',
  boot: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3M6.5 7.5l3 2-3 2z',
  runbooks: 'M3.5 2.5h9v11h-9zM6 2.5v11M8 5.5h2.5M8 8h2.5',
  notices: 'M4 11.5V7a4 4 0 0 1 8 0v4.5M2.5 11.5h11M6.5 13.5h3',
  alerts: 'M8 2.5l6 11H2zM8 6.5v3M8 11.5h.01',
  tokens: 'M10.5 2.5a3 3 0 1 1-2.6 4.5L3 12v1.5h2V12h1.5v-1.5H8l1-1.3M11.2 4.8h.01',
  audit: 'M4 2.5h8v11H4zM6 5.5h4M6 8h4M6 10.5h2.5',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5l3 3',
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  pause: 'M6 4v8M10 4v8',
  skip: 'M3.5 4l5 4-5 4zM11.5 4v8',
  undo: 'M6 3.5L3 6.5l3 3M3 6.5h6.5a3 3 0 0 1 0 6H7',
  out: 'M9 3h4v4M13 3L7.5 8.5M11 9.5V13H3V5h3.5',
  erase: 'M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.7 8.5h5.6l.7-8.5',
  sort: 'M8 3.5v9M5 9.5l3 3 3-3',
} as const

export type IconName = keyof typeof drawings

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
