export * from './everyone.ts';
export * from './staff.ts';
