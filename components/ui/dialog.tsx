'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from './button';
import type { ButtonSize, ButtonVariant } from './button-style';
import { cx } from './cx';
import { Icon } from './icon';
import { IconButton } from './icon-button';
import { openDialog } from './open-dialog';

type DialogProps = {
  /** What DialogButton, a Menu entry and `closeDialog` know it by. */
  id: string;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons; the one that goes on comes last. */
  footer?: ReactNode;
  /** Controlled from a client component instead of by its id. */
  open?: boolean;
  onClose?: () => void;
};

/** Closes it again, as after a saved form. */
export function closeDialog(id: string): void {
  const found = document.getElementById(id);
  if (found instanceof HTMLDialogElement) found.close();
}

/** A question with at most four fields. */
export function Dialog(props: DialogProps) {
  return (
    <Modal
      {...props}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg rounded-md border max-sm:mb-4"
    />
  );
}

/** A form or detail beside the page, over its full height; the whole screen on phones. */
export function SideSheet(props: DialogProps) {
  return <Modal {...props} className="ms-auto h-dvh max-h-none w-full max-w-full border-s sm:max-w-xl" />;
}

function Modal({
  id,
  title,
  description,
  children,
  footer,
  open,
  onClose,
  className,
}: DialogProps & { className: string }) {
  const ref = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || open === undefined) return;
    if (!open) return dialog.close();
    if (dialog.open) return;
    const from = document.activeElement;
    dialog.showModal();
    // Closed, it gives the focus back by itself; taken away while it is open, it has lost it.
    return () => {
      if (document.activeElement === document.body && from instanceof HTMLElement) from.focus();
    };
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has Escape and the close button
    <dialog
      ref={ref}
      id={id}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
      className={cx('bg-surface text-ink shadow-raised open:animate-appear', className)}
    >
      <div className="relative flex h-full max-h-[inherit] flex-col">
        <div className="flex items-start gap-3 ps-5 pe-14 pt-4 pb-2">
          <div className="min-w-0 flex-1">
            <h2 id={`${id}-title`} className="font-semibold text-base">
              {title}
            </h2>
            {description ? (
              <p id={`${id}-description`} className="mt-1 text-muted text-sm">
                {description}
              </p>
            ) : null}
          </div>
        </div>
        {children ? <div className="min-h-0 flex-1 overflow-y-auto px-5 py-2">{children}</div> : null}
        {footer ? (
          <div className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-5 max-sm:[&>*]:flex-1">{footer}</div>
        ) : (
          <div className="h-3 shrink-0" />
        )}
        {/* Last, so that the first field or the safe button gets the focus. */}
        <IconButton
          label="Close"
          icon={<Icon name="close" className="size-4" />}
          className="absolute end-3 top-2.5"
          onClick={() => ref.current?.close()}
        />
      </div>
    </dialog>
  );
}

type DialogButtonProps = {
  opens: string;
  children: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
};

/** The button that opens a dialog. */
export function DialogButton({ opens, ...rest }: DialogButtonProps) {
  return <Button {...rest} aria-haspopup="dialog" onClick={() => openDialog(opens)} />;
}

/** The button that leaves the dialog around it as it was; `leave` forgets what was typed. */
export function DialogCancel(props: { children?: ReactNode; leave?: () => void }) {
  return (
    <Button
      onClick={(event) => {
        props.leave?.();
        event.currentTarget.closest('dialog')?.close();
      }}
    >
      {props.children ?? 'Keep as it is'}
    </Button>
  );
}
