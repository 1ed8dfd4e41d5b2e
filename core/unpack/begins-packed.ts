/** Whether bytes begin like a file that reports come packed in: gzip, zip, zlib. */
export function beginsPacked(b: Uint8Array): boolean {
  if (b[0] === 0x1f) return b[1] === 0x8b && b[2] === 8;
  if (b[0] === 0x50) return b[1] === 0x4b && b[2] === 3 && b[3] === 4;
  return (
    b[0] === 0x78 && ((b[0] << 8) | (b[1] ?? 0)) % 31 === 0 && b.subarray(2, 32).some((byte) => byte > 0x7e)
  );
}
