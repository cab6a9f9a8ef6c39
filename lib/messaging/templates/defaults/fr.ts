import type { Wordings } from './types';

const ratings = [
  { id: 'rate:5', title: '5 – Excellent' },
  { id: 'rate:4', title: '4 – Bien' },
  { id: 'rate:3', title: '3 – Moyen' },
  { id: 'rate:2', title: '2 – Mauvais' },
  { id: 'rate:1', title: '1 – Très mauvais' },
];

export const fr: Wordings = {
  booking_confirmation: {
    body: 'Bonjour {customer}, votre réservation pour {event} est confirmée sous la référence {reference}. Date : {date}, à partir de {time}. Lieu : {venue}. Invités : {guests}. Total : {amount}. Répondez à ce message si quelque chose doit changer.',
  },
  booking_moved: {
    body: 'Bonjour {customer}, {event} change de date. Prévu le {oldDate} à {oldTime}, il aura lieu le {date} à {time}, lieu : {venue}. Votre réservation {reference} reste confirmée. Répondez à ce message si ce nouveau moment ne vous convient pas.',
  },
  booking_cancelled: {
    body: 'Bonjour {customer}, votre réservation {reference} pour {event}, le {date} à {time}, est annulée. Répondez à ce message si vous ne vous y attendiez pas.',
  },
  event_reminder: {
    body: 'Bonjour {customer}, demain a lieu {event}. Nous commençons à {time}, lieu : {venue}, et préparons le repas de {guests} invités. Répondez à ce message s’il y a quelque chose à savoir.',
  },
  final_count: {
    body: 'Bonjour {customer}, la cuisine prévoit {event} le {date} pour {guests} invités. Est-ce votre nombre définitif ? Touchez un bouton, ou répondez avec le bon nombre.',
    buttons: [
      { id: 'count:confirm', title: 'Oui, définitif' },
      { id: 'count:change', title: 'Il a changé' },
    ],
  },
  feedback_request: {
    body: 'Bonjour {customer}, merci de nous avoir confié {event}. Comment était-ce ? Touchez une note de 1 à 5, ou répondez avec vos mots.',
    buttons: ratings,
  },
  feedback_reminder: {
    body: 'Bonjour {customer}, nous ne savons pas encore comment s’est passé {event} pour vous. Un geste suffit et nous aide ; nous ne demanderons plus.',
    buttons: ratings,
  },
  thank_you: {
    body: 'Merci {customer} pour votre avis sur {event} ! Pour votre prochaine commande nous vous offrons {percent} de remise : code {code}, valable jusqu’au {until}. Au plaisir de vous servir à nouveau.',
  },
  recovery: {
    body: 'Bonjour {customer}, nous regrettons que {event} n’ait pas répondu à vos attentes. Un responsable suit votre dossier {reference} et vous contactera aujourd’hui. Vous pouvez répondre ici à tout moment.',
  },
  recovery_reask: {
    body: 'Bonjour {customer}, nous espérons avoir réparé ce qui n’allait pas lors de {event}. Quelle note nous donnez-vous maintenant ? Touchez une note de 1 à 5, ou répondez avec vos mots.',
    buttons: ratings,
  },
  remedy_voucher: {
    body: 'Bonjour {customer}, pour nous faire pardonner {event}, nous vous offrons {percent} de remise sur votre prochaine commande. Utilisez le code {code} jusqu’au {until}. Il suffit de le donner lors de la réservation.',
  },
  enquiry_received: {
    body: 'Bonjour {customer}, merci d’avoir contacté {company} pour votre événement. Votre demande est bien arrivée et une personne vous répondra bientôt. Répondez à ce message si vous voulez ajouter quelque chose.',
  },
  quote_sent: {
    body: 'Bonjour {customer}, voici notre devis {quote} pour {event} : {amount} au total, valable jusqu’au {until}. Consultez-le, choisissez vos options et acceptez-le ici : {link} . Répondez à ce message si quelque chose doit changer.',
  },
  quote_reminder: {
    body: 'Bonjour {customer}, notre devis {quote} pour {event}, {amount}, est valable jusqu’au {until}. Consultez-le et acceptez-le ici : {link} . Répondez à ce message si quelque chose doit changer.',
  },
  payment_reminder: {
    body: 'Bonjour {customer}, un rappel du paiement pour {event} : {amount} à régler pour le {due}. Merci d’indiquer la référence {reference} en payant. Si vous avez déjà payé, nous vous en remercions. Répondez à ce message si vous avez une question.',
  },
  paper_sent: {
    body: 'Bonjour {customer}, {company} vous envoie : {paper}, {amount}. Consultez et gardez ce document ici : {link} . Répondez à ce message si vous avez une question.',
  },
  opt_in_confirmation: {
    body: 'Vous recevrez de nouveau les messages de {company} sur vos réservations. Répondez STOP pour les arrêter.',
  },
  opt_out_confirmation: {
    body: 'Vous ne recevrez plus de messages de {company}. Répondez START si vous changez d’avis.',
  },
  portal_invitation: {
    body: 'Bonjour {customer}, {company} vous montre vos événements, devis et factures ici : {link} . Sans mot de passe : donnez ce numéro ou votre adresse e-mail, et un code vous parvient. Répondez à ce message si vous avez une question.',
  },
  new_device: {
    body: 'Bonjour {customer}, quelqu’un s’est connecté à vos événements chez {company} : {device}, {when}. Si c’était vous, il n’y a rien à faire. Sinon, répondez tout de suite à ce message.',
  },
  // WhatsApp words these itself.
  sign_in_code: {
    body: '{pin} est votre code de vérification. Pour votre sécurité, ne partagez pas ce code.',
  },
};
