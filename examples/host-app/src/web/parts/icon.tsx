/** Drawn on a grid of 20, with the colour of the text around. */
const shapes = {
  bookings: 'M4 5h12v11H4z M4 8.5h12 M7.5 3v3.5 M12.5 3v3.5',
  timeline: 'M3 5.5h7 M7 10h9 M4 14.5h6',
  doors: 'M5 17V3h7l3 1.5V17 M3 17h14 M11.5 10v.6',
  mailbox: 'M3 5h14v10.5H3z M3.5 5.5 10 11l6.5-5.5',
  vendors: 'M4 3.5h12v5H4z M4 11.5h12v5H4z M7 6h.1 M7 14h.1',
  integrations: 'M7 3v4 M13 3v4 M5 7h10v3.5a5 5 0 0 1-10 0z M10 15.5V18',
  mapping: 'M3 5h4v4H3z M13 11h4v4h-4z M7 7h3.5v6H13',
  play: 'M6.5 4.5v11l9-5.5z',
  pause: 'M7 5v10 M13 5v10',
  sun: 'M10 6.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z M10 2.5v1.5 M10 16v1.5 M2.5 10H4 M16 10h1.5 M4.7 4.7l1 1 M14.3 14.3l1 1 M15.3 4.7l-1 1 M5.7 14.3l-1 1',
  moon: 'M16 12.2A6.8 6.8 0 0 1 7.8 4a6.8 6.8 0 1 0 8.2 8.2z',
  close: 'M5 5l10 10 M15 5 5 15',
  previous: 'M12 4.5 6.5 10l5.5 5.5',
  next: 'M8 4.5l5.5 5.5L8 15.5',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  cross: 'M5.5 5.5l9 9 M14.5 5.5l-9 9',
  warning: 'M10 3.5 17.5 16.5h-15z M10 8.2v3.6 M10 14v.1',
  waiting: 'M6 3.5h8 M6 16.5h8 M7 3.5c0 4.5 6 4.5 6 6.5s-6 2-6 6.5 M13 3.5c0 4.5-6 4.5-6 6.5s6 2 6 6.5',
  working: 'M10 3.5a6.5 6.5 0 1 1-6.1 4.3 M3.5 3.8v4h4',
  live: 'M10 10h.01 M6.5 13.5a5 5 0 0 1 0-7 M13.5 6.5a5 5 0 0 1 0 7 M4 16a8.5 8.5 0 0 1 0-12 M16 4a8.5 8.5 0 0 1 0 12',
  paused: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14z M8 7.5v5 M12 7.5v5',
  over: 'M5 10h10',
  open: 'M4 17V3.5h6 M4 17h12 M10 3.5l5 2.2V17 M12.3 11v.5 M10 3.5V17',
  refused: 'M5 17V3.5h10V17 M3 17h14 M12.3 10.5v.5 M8 8l0 0',
  person: 'M10 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6z M4 17c.6-3.2 3-4.7 6-4.7s5.4 1.5 6 4.7',
  copy: 'M7 7h9v10H7z M4 13V3h9',
  plus: 'M10 4.5v11 M4.5 10h11',
  card: 'M3 5h14v10H3z M3 8.5h14 M5.5 12h3',
  pin: 'M4 4h3v3H4z M8.5 4h3v3h-3z M13 4h3v3h-3z M4 8.5h3v3H4z M8.5 8.5h3v3h-3z M13 8.5h3v3h-3z M8.5 13h3v3h-3z',
  qr: 'M3.5 3.5h5v5h-5z M11.5 3.5h5v5h-5z M3.5 11.5h5v5h-5z M11.5 11.5h2v2h-2z M15 15h1.5v1.5H15z M15 11.5h1.5',
} as const;

export type IconName = keyof typeof shapes;

/** Always beside a word, or in a control that has a name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
