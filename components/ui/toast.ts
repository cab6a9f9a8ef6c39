type Notification = {
  message: string;
  detail?: string;
  tone?: 'success' | 'error' | 'plain';
  /** Takes it back; offered for eight seconds. */
  undo?: () => void;
};

/** Says what just happened, with Undo where it can be taken back. An error stays until it is closed. */
export function notify({ message, detail, tone = 'success', undo }: Notification): void {
  void import('sonner').then(({ toast }) => {
    const show = tone === 'error' ? toast.error : tone === 'success' ? toast.success : toast;
    show(message, {
      description: detail,
      duration: tone === 'error' ? Number.POSITIVE_INFINITY : undo ? 8000 : 4000,
      action: undo ? { label: 'Undo', onClick: undo } : undefined,
    });
  });
}
