//! The rules of the state, told as what happened and what follows.
