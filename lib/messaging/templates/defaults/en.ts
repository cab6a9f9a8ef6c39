import type { Wordings } from './types';

const ratings = [
  { id: 'rate:5', title: '5 – Excellent' },
  { id: 'rate:4', title: '4 – Good' },
  { id: 'rate:3', title: '3 – Average' },
  { id: 'rate:2', title: '2 – Poor' },
  { id: 'rate:1', title: '1 – Very bad' },
];

export const en: Wordings = {
  booking_confirmation: {
    body: 'Hello {customer}, your booking for {event} is confirmed under {reference}. Date: {date}, from {time}. Venue: {venue}. Guests: {guests}. Total: {amount}. Reply to this message if anything needs to change.',
  },
  booking_moved: {
    body: 'Hello {customer}, {event} has moved. It was planned for {oldDate} at {oldTime}; the new time is {date} at {time}, at {venue}. Your booking {reference} stays confirmed. Reply to this message if the new time does not suit you.',
  },
  booking_cancelled: {
    body: 'Hello {customer}, your booking {reference} for {event} on {date} at {time} is cancelled. Reply to this message if you did not expect this.',
  },
  event_reminder: {
    body: 'Hello {customer}, tomorrow is the day of {event}. We start at {time} at {venue} and are preparing for {guests} guests. Reply to this message if there is anything we should know.',
  },
  final_count: {
    body: 'Hello {customer}, the kitchen plans {event} on {date} for {guests} guests. Is this your final count? Tap below, or reply with the right number.',
    buttons: [
      { id: 'count:confirm', title: 'Yes, that is final' },
      { id: 'count:change', title: 'It has changed' },
    ],
  },
  feedback_request: {
    body: 'Hello {customer}, thank you for letting us cater {event}. How was it? Tap a number from 1 to 5, or answer in your own words.',
    buttons: ratings,
  },
  feedback_reminder: {
    body: 'Hello {customer}, we have not heard yet how {event} went for you. One tap helps us do better; we will not ask again.',
    buttons: ratings,
  },
  thank_you: {
    body: 'Thank you {customer} for your feedback on {event}! For your next booking we give you {percent} off: use the code {code} until {until}. We look forward to serving you again.',
  },
  recovery: {
    body: 'Hello {customer}, we are sorry that {event} was not what you expected. A manager is looking into it under the reference {reference} and will contact you today. You can answer here at any time.',
  },
  recovery_reask: {
    body: 'Hello {customer}, we hope that we have put right what went wrong at {event}. How do you rate us now? Tap a number from 1 to 5, or answer in your own words.',
    buttons: ratings,
  },
  remedy_voucher: {
    body: 'Hello {customer}, to make up for {event} we give you {percent} off your next booking. Use the code {code} until {until}. Just name it when you book.',
  },
  enquiry_received: {
    body: 'Hello {customer}, thank you for asking {company} about your event. Your enquiry has arrived and a person will answer you soon. Reply to this message if you want to add something.',
  },
  quote_sent: {
    body: 'Hello {customer}, here is our quote {quote} for {event}: {amount} in all, valid until {until}. See it, choose what you would like and accept it here: {link} . Reply to this message if something should be different.',
  },
  quote_reminder: {
    body: 'Hello {customer}, our quote {quote} for {event} over {amount} is open until {until}. See it and accept it here: {link} . Reply to this message if something should be different.',
  },
  payment_reminder: {
    body: 'Hello {customer}, a reminder of the payment for {event}: {amount} is due on {due}. Please name {reference} when you pay. If you have paid already, thank you. Reply to this message if you have a question.',
  },
  paper_sent: {
    body: 'Hello {customer}, {company} sends you your {paper}: {amount}. See it and keep it here: {link} . Reply to this message if you have a question.',
  },
  opt_in_confirmation: {
    body: 'You will get messages about your bookings from {company} again. Reply STOP whenever you want them to end.',
  },
  opt_out_confirmation: {
    body: 'You will get no more messages from {company}. Reply START if you change your mind.',
  },
  portal_invitation: {
    body: 'Hello {customer}, {company} shows you your events, quotes and invoices here: {link} . You need no password: give this number or your e-mail address, and a code comes to you. Reply to this message if you have a question.',
  },
  new_device: {
    body: 'Hello {customer}, somebody signed in to your events at {company}: {device}, {when}. If that was you, there is nothing to do. If it wasn’t, reply to this message at once.',
  },
  // WhatsApp words these itself.
  sign_in_code: {
    body: '{pin} is your verification code. For your security, do not share this code.',
  },
};
