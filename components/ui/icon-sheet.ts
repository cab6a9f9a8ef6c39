import * as bell from 'lucide-react/icons/bell';
import * as bookings from 'lucide-react/icons/calendar-check';
import * as calendar from 'lucide-react/icons/calendar-days';
import * as reports from 'lucide-react/icons/chart-column';
import * as back from 'lucide-react/icons/chevron-left';
import * as next from 'lucide-react/icons/chevron-right';
import * as alert from 'lucide-react/icons/circle-exclamation-point';
import * as payments from 'lucide-react/icons/credit-card';
import * as more from 'lucide-react/icons/ellipsis';
import * as documents from 'lucide-react/icons/file-text';
import * as enquiries from 'lucide-react/icons/inbox';
import * as cases from 'lucide-react/icons/life-buoy';
import * as messages from 'lucide-react/icons/message-circle';
import * as monitoring from 'lucide-react/icons/monitor-check';
import * as narrow from 'lucide-react/icons/panel-left';
import * as audit from 'lucide-react/icons/scroll-text';
import * as search from 'lucide-react/icons/search';
import * as settings from 'lucide-react/icons/settings';
import * as feedback from 'lucide-react/icons/star';
import * as today from 'lucide-react/icons/sun';
import * as customers from 'lucide-react/icons/users-round';
import * as menu from 'lucide-react/icons/utensils-crossed';

const icons = {
  ...{
    alert,
    audit,
    back,
    bell,
    bookings,
    calendar,
    cases,
    customers,
    documents,
    enquiries,
    feedback,
    menu,
    messages,
  },
  ...{ monitoring, more, narrow, next, payments, reports, search, settings, today },
};

/**
 * The frame's icons as one SVG file, made from the icon library. Inline they would be drawn anew into every page.
 * Throws where the library keeps its shapes elsewhere.
 */
export function drawIconSheet(): string {
  const symbols = Object.entries(icons).map(
    ([name, icon]) =>
      `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${shapesOf(icon).map(draw).join('')}</symbol>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}

type Shape = [tag: string, attributes: Record<string, string>];

/** What an icon is drawn of; a library that keeps it elsewhere stops the build here. */
function shapesOf(icon: object): Shape[] {
  const { __iconData: data } = icon as { __iconData?: { node: Shape[] } };
  if (!data) throw new Error('The icon library keeps its shapes elsewhere now');
  return data.node;
}

function draw([tag, attributes]: Shape): string {
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    name === 'key' ? [] : [`${name}="${value}"`],
  );
  return `<${tag} ${written.join(' ')}/>`;
}
