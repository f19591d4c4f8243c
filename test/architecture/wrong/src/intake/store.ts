export const findIntake = 'not the real one';
