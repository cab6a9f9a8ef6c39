import { encode } from 'uqr';

/** The squares of a QR code for an address, row by row; true is dark. A quarter of them may be lost to a fold or a stain. */
export const codeSquares = (address: string): boolean[][] => encode(address, { ecc: 'M', border: 0 }).data;
