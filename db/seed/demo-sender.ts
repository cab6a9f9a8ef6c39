/** The number that the demo company writes from, and that the simulator’s phones write to. */
export const demoSender = 'whatsapp:+233300000001';
