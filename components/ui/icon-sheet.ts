import * as archive from 'lucide-react/icons/archive';
import * as down from 'lucide-react/icons/arrow-down';
import * as right from 'lucide-react/icons/arrow-right';
import * as up from 'lucide-react/icons/arrow-up';
import * as ban from 'lucide-react/icons/ban';
import * as money from 'lucide-react/icons/banknote';
import * as bell from 'lucide-react/icons/bell';
import * as bookings from 'lucide-react/icons/calendar-check';
import * as calendar from 'lucide-react/icons/calendar-days';
import * as reports from 'lucide-react/icons/chart-column';
import * as check from 'lucide-react/icons/check';
import * as arrived from 'lucide-react/icons/check-check';
import * as open from 'lucide-react/icons/chevron-down';
import * as back from 'lucide-react/icons/chevron-left';
import * as next from 'lucide-react/icons/chevron-right';
import * as done from 'lucide-react/icons/circle-check-big';
import * as alert from 'lucide-react/icons/circle-exclamation-point';
import * as clock from 'lucide-react/icons/clock';
import * as cloud from 'lucide-react/icons/cloud-exclamation-point';
import * as copy from 'lucide-react/icons/copy';
import * as enter from 'lucide-react/icons/corner-down-left';
import * as payments from 'lucide-react/icons/credit-card';
import * as more from 'lucide-react/icons/ellipsis';
import * as file from 'lucide-react/icons/file-down';
import * as documents from 'lucide-react/icons/file-text';
import * as spicy from 'lucide-react/icons/flame';
import * as differs from 'lucide-react/icons/git-compare-arrows';
import * as grip from 'lucide-react/icons/grip-vertical';
import * as picture from 'lucide-react/icons/image';
import * as enquiries from 'lucide-react/icons/inbox';
import * as vegetarian from 'lucide-react/icons/leaf';
import * as cases from 'lucide-react/icons/life-buoy';
import * as place from 'lucide-react/icons/map-pin';
import * as messages from 'lucide-react/icons/message-circle';
import * as monitoring from 'lucide-react/icons/monitor-check';
import * as narrow from 'lucide-react/icons/panel-left';
import * as edit from 'lucide-react/icons/pencil-line';
import * as phone from 'lucide-react/icons/phone';
import * as start from 'lucide-react/icons/play';
import * as plus from 'lucide-react/icons/plus';
import * as again from 'lucide-react/icons/refresh-cw';
import * as audit from 'lucide-react/icons/scroll-text';
import * as search from 'lucide-react/icons/search';
import * as send from 'lucide-react/icons/send';
import * as settings from 'lucide-react/icons/settings';
import * as feedback from 'lucide-react/icons/star';
import * as today from 'lucide-react/icons/sun';
import * as table from 'lucide-react/icons/table-2';
import * as disliked from 'lucide-react/icons/thumbs-down';
import * as liked from 'lucide-react/icons/thumbs-up';
import * as remove from 'lucide-react/icons/trash';
import * as undo from 'lucide-react/icons/undo-2';
import * as customers from 'lucide-react/icons/users-round';
import * as menu from 'lucide-react/icons/utensils-crossed';
import * as diets from 'lucide-react/icons/wheat-off';
import * as close from 'lucide-react/icons/x';

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
  ...{
    again,
    archive,
    arrived,
    ban,
    cloud,
    diets,
    phone,
    place,
    check,
    clock,
    close,
    copy,
    differs,
    disliked,
    done,
    down,
    edit,
    enter,
    file,
    grip,
    liked,
    money,
    open,
    picture,
    plus,
    right,
    send,
    spicy,
    start,
    table,
    undo,
    up,
    vegetarian,
  },
  delete: remove,
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
