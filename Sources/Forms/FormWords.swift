// The words around a form that its author does not write.

enum FormWords {
    static let optional = "(optional)"
    static let why = "Why:"
    static let whereToFind = "Where to find it:"
    static let neverShare = "Never share:"
    static let sensitive =
        "Private: this answer is not saved, and stays out of every text for a public place."
    static let chooseOne = "Choose one"
    static let check = "Check my request"
    static let checkAgain = "Check my request again"
    static let result = "Your request"
    static let template = "The text of your request: edit it here, then copy it"
    static let noChannel = "Send the text to the people who handle these requests."
    static let publicPlace = "Everybody can read what you write there."
    static let privatePlace = "Only the people who handle it can read what you write there."

    // On paper.
    static let tickOne = "Tick one."
    static let tickMany = "Tick all that fit."
    static let privateOnPaper = "Private: keep this answer out of every public place."
    static let startsWith = "It starts with this text:"
    static let byHand = "you tick or choose it there yourself"
}
