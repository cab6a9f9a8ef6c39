import {
  CalendarCheck,
  CalendarDays,
  ChartColumn,
  CircleHelp,
  CreditCard,
  FileText,
  House,
  Inbox,
  LifeBuoy,
  type LucideIcon,
  MessageCircle,
  MonitorCheck,
  ScrollText,
  Settings,
  Star,
  Sun,
  UsersRound,
  UtensilsCrossed,
} from 'lucide-react';
import type { NavIcon as Name } from './nav';

const icons: Record<Name, LucideIcon> = {
  today: Sun,
  bookings: CalendarCheck,
  calendar: CalendarDays,
  enquiries: Inbox,
  customers: UsersRound,
  menu: UtensilsCrossed,
  feedback: Star,
  cases: LifeBuoy,
  messages: MessageCircle,
  reports: ChartColumn,
  audit: ScrollText,
  monitoring: MonitorCheck,
  settings: Settings,
  home: House,
  documents: FileText,
  payments: CreditCard,
  help: CircleHelp,
};

/** A screen's picture; always beside its label. */
export function NavIcon({ name, className }: { name: Name; className?: string }) {
  const Icon = icons[name];
  return <Icon aria-hidden className={className ?? 'size-4.5 shrink-0'} strokeWidth={1.75} />;
}
