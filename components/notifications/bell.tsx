'use client';

import { lazy, type MouseEvent, Suspense, useEffect, useRef, useState } from 'react';
import { useUnread } from '@/components/screen/unread';
import { Icon } from '@/components/ui/icon';
import { placeUnder } from '@/components/ui/popover-place';
import { isPlainClick } from '@/components/ui/use-links';

const BellPanel = lazy(() => import('./bell-panel').then((file) => ({ default: file.BellPanel })));

/** Where a panel has room beside the page; below it the page itself is shown. */
const roomy = '(min-width: 48rem)';

/** What one hasn't read yet: how much, the newest in a panel, the way to all. Without a script, or on a phone, a link. */
export function Bell() {
  const unread = useUnread();
  const link = useRef<HTMLAnchorElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  const [opens, setOpens] = useState(false);
  const [asked, setAsked] = useState(false);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const room = matchMedia(roomy);
    const look = () => setOpens(room.matches);
    look();
    room.addEventListener('change', look);
    return () => room.removeEventListener('change', look);
  }, []);

  const close = () => panel.current?.hidePopover();
  const press = (event: MouseEvent) => {
    if (!opens || !isPlainClick(event)) return;
    event.preventDefault();
    // A click outside a popover closes it before it is heard here, also one on its own bell.
    if (wasOpen.current) return close();
    setAsked(true);
    panel.current?.showPopover();
  };

  return (
    <>
      <a
        ref={link}
        href="/notifications"
        className="bell"
        title="Notifications"
        {...(opens && { 'aria-haspopup': 'dialog', 'aria-expanded': open })}
        onPointerDown={() => {
          wasOpen.current = open;
        }}
        onKeyDown={() => {
          wasOpen.current = open;
        }}
        onClick={press}
      >
        <Icon name="bell" />
        <span className="sr-only">Notifications</span>
        {unread > 0 ? (
          <b>
            {unread > 99 ? '99+' : unread}
            <span className="sr-only"> unread</span>
          </b>
        ) : null}
      </a>
      <div
        ref={panel}
        popover="auto"
        role="dialog"
        aria-label="Unread notifications"
        tabIndex={-1}
        className="bell-panel"
        onBlur={({ relatedTarget, currentTarget }) => {
          // The keyboard went on; a button that left under the finger leaves the focus nowhere.
          const gone = relatedTarget && !currentTarget.contains(relatedTarget);
          if (gone && relatedTarget !== link.current) close();
        }}
        onToggle={({ newState }) => {
          setOpen(newState === 'open');
          if (newState !== 'open' || !link.current || !panel.current) return;
          placeUnder(link.current, panel.current);
          panel.current.focus();
        }}
      >
        {asked ? (
          <Suspense fallback={<div className="bell-wait" />}>
            <BellPanel open={open} close={close} />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}
