// Old syntax on purpose: an old Node must still be able to read this and say what is wrong.
const parts = process.versions.node.split('.').map(Number);
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error(`Cater needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
